import { join } from 'node:path'

/** Folder of the package. */
export const root = join(__dirname, '..')

/** Folder of our own .proto files. */
export const contract = join(root, 'rapport')

/** Folder of what the build takes or makes and nobody commits. */
export const gen = join(root, 'gen')

/** Third-party .proto files. */
export const include = join(gen, 'include')

/** Descriptor set of everything, with comments. */
export const image = join(gen, 'rapport.binpb')

/** Generated TypeScript. */
export const types = join(root, 'src', 'gen')

/** Descriptor set without comments, found at run time beside the generated code. */
export const runtimeImage = join(types, 'rapport.binpb')

/** The contract of the last release, against which changes are compared. */
export const baseline = join(root, 'baseline.binpb')

/** The committed API description. */
export const openapi = join(root, 'openapi.json')
