import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize'
import type { StoredPhone } from '../account/AccountModel'

export class ContactModel extends Model<InferAttributes<ContactModel>, InferCreationAttributes<ContactModel>> {
  declare id: string
  declare tenantId: CreationOptional<number>
  declare accountId: string
  declare name: string
  declare title: string
  declare decisionRole: string
  declare phones: StoredPhone[]
  declare emails: string[]
  declare wechat: string
  declare birthday: string
  declare preferredChannel: string
  declare language: string
  declare isPrimary: boolean
  declare state: string
  declare remark: string
  declare version: number
  declare createdBy: string
  declare createdAt: Date
  declare updatedBy: string
  declare updatedAt: Date
  declare deletedAt: Date | null
}

export type ContactRow = InferAttributes<ContactModel>

export const defineContactModel = (sequelize: Sequelize): void => {
  const text = () => ({ type: DataTypes.STRING, allowNull: false })
  const json = () => ({ type: DataTypes.JSON, allowNull: false })
  const time = () => ({ type: DataTypes.DATE(3), allowNull: false })
  ContactModel.init(
    {
      id: { type: DataTypes.STRING, primaryKey: true },
      tenantId: DataTypes.INTEGER,
      accountId: text(),
      name: text(),
      title: text(),
      decisionRole: text(),
      phones: json(),
      emails: json(),
      wechat: text(),
      birthday: text(),
      preferredChannel: text(),
      language: text(),
      isPrimary: { type: DataTypes.BOOLEAN, allowNull: false },
      state: text(),
      remark: { type: DataTypes.TEXT, allowNull: false },
      version: { type: DataTypes.INTEGER, allowNull: false },
      createdBy: text(),
      createdAt: time(),
      updatedBy: text(),
      updatedAt: time(),
      deletedAt: { type: DataTypes.DATE(3), allowNull: true },
    },
    { sequelize, tableName: 'contacts', underscored: true, timestamps: false },
  )
}
