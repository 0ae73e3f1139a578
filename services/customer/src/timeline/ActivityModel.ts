import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize'

export class ActivityModel extends Model<InferAttributes<ActivityModel>, InferCreationAttributes<ActivityModel>> {
  declare id: string
  declare tenantId: CreationOptional<number>
  declare accountId: string
  declare kind: string
  declare happenedAt: Date
  declare actorId: string
  declare actorName: string
  declare objectId: string
  declare content: string
  declare method: string
  declare changedFields: string[]
  declare nextAt: Date | null
}

export type ActivityRow = InferAttributes<ActivityModel>

export const defineActivityModel = (sequelize: Sequelize): void => {
  const text = () => ({ type: DataTypes.STRING, allowNull: false })
  ActivityModel.init(
    {
      id: { type: DataTypes.STRING, primaryKey: true },
      tenantId: DataTypes.INTEGER,
      accountId: text(),
      kind: text(),
      happenedAt: { type: DataTypes.DATE(3), allowNull: false },
      actorId: text(),
      actorName: text(),
      objectId: text(),
      content: { type: DataTypes.TEXT, allowNull: false },
      method: text(),
      changedFields: { type: DataTypes.JSON, allowNull: false },
      nextAt: { type: DataTypes.DATE(3), allowNull: true },
    },
    { sequelize, tableName: 'activities', underscored: true, timestamps: false },
  )
}
