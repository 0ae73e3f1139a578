import { contract } from '@rapport/proto'

/** What a role can be made of in this release. */
export const getPermissionCatalogue = () => async () => {
  const { permissions, scopedResources, protectableFields } = contract()
  return { permissions, scopedResources, protectableFields }
}
