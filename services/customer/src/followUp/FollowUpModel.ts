import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize'

export class FollowUpModel extends Model<InferAttributes<FollowUpModel>, InferCreationAttributes<FollowUpModel>> {
  declare id: string
  declare tenantId: CreationOptional<number>
  declare accountId: string
  declare contactId: string
  declare method: string
  declare content: string
  declare happenedAt: Date
  declare nextAt: Date | null
  declare ownerId: string
  declare ownerName: string
  declare version: number
  declare createdAt: Date
  declare updatedAt: Date
  declare deletedAt: Date | null
}

export type FollowUpRow = InferAttributes<FollowUpModel>

export const defineFollowUpModel = (sequelize: Sequelize): void => {
  const text = () => ({ type: DataTypes.STRING, allowNull: false })
  const time = () => ({ type: DataTypes.DATE(3), allowNull: false })
  const timeOrNull = () => ({ type: DataTypes.DATE(3), allowNull: true })
  FollowUpModel.init(
    {
      id: { type: DataTypes.STRING, primaryKey: true },
      tenantId: DataTypes.INTEGER,
      accountId: text(),
      contactId: text(),
      method: text(),
      content: { type: DataTypes.TEXT, allowNull: false },
      happenedAt: time(),
      nextAt: timeOrNull(),
      ownerId: text(),
      ownerName: text(),
      version: { type: DataTypes.INTEGER, allowNull: false },
      createdAt: time(),
      updatedAt: time(),
      deletedAt: timeOrNull(),
    },
    { sequelize, tableName: 'follow_ups', underscored: true, timestamps: false },
  )
}
