import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize'
import type { PhoneNumber } from '../phone/phone'

/** A phone number as it is stored with an account or contact. */
export type StoredPhone = Pick<PhoneNumber, 'e164' | 'kind'> & { number: string }

export interface StoredCollaborator {
  userId: string
  right: 'VIEW' | 'EDIT'
}

export class AccountModel extends Model<InferAttributes<AccountModel>, InferCreationAttributes<AccountModel>> {
  declare id: string
  declare tenantId: CreationOptional<number>
  declare number: string
  declare kind: string
  declare name: string
  /** Full pinyin, so that a Chinese list sorts as people expect. */
  declare nameSort: string
  declare shortName: string
  declare creditCode: string
  declare level: string
  declare lifecycle: string
  declare industry: string
  declare region: string
  declare address: string
  declare phones: StoredPhone[]
  declare emails: string[]
  declare website: string
  declare source: string
  declare tags: string[]
  declare remark: string
  declare collaborators: StoredCollaborator[]
  declare completeness: number
  declare ownerId: string
  declare departmentId: string
  declare lastFollowUpAt: Date | null
  declare nextFollowUpAt: Date | null
  /** Since when the present owner has it. */
  declare ownedSince: Date
  declare origin: string
  /** The import by which it came; empty otherwise. */
  declare importId: string
  declare version: number
  declare createdBy: string
  declare createdAt: Date
  declare updatedBy: string
  declare updatedAt: Date
  declare deletedAt: Date | null
}

export type AccountRow = InferAttributes<AccountModel>

export const defineAccountModel = (sequelize: Sequelize): void => {
  const text = () => ({ type: DataTypes.STRING, allowNull: false })
  const json = () => ({ type: DataTypes.JSON, allowNull: false })
  const time = () => ({ type: DataTypes.DATE(3), allowNull: false })
  const timeOrNull = () => ({ type: DataTypes.DATE(3), allowNull: true })
  AccountModel.init(
    {
      id: { type: DataTypes.STRING, primaryKey: true },
      tenantId: DataTypes.INTEGER,
      number: text(),
      kind: text(),
      name: text(),
      nameSort: text(),
      shortName: text(),
      creditCode: text(),
      level: text(),
      lifecycle: text(),
      industry: text(),
      region: text(),
      address: text(),
      phones: json(),
      emails: json(),
      website: text(),
      source: text(),
      tags: json(),
      remark: { type: DataTypes.TEXT, allowNull: false },
      collaborators: json(),
      completeness: { type: DataTypes.INTEGER, allowNull: false },
      ownerId: text(),
      departmentId: text(),
      lastFollowUpAt: timeOrNull(),
      nextFollowUpAt: timeOrNull(),
      ownedSince: time(),
      origin: text(),
      importId: text(),
      version: { type: DataTypes.INTEGER, allowNull: false },
      createdBy: text(),
      createdAt: time(),
      updatedBy: text(),
      updatedAt: time(),
      deletedAt: timeOrNull(),
    },
    { sequelize, tableName: 'accounts', underscored: true, timestamps: false },
  )
}
