import { DataTypes, Model, type InferAttributes, type InferCreationAttributes, type Sequelize } from 'sequelize'

/** A department in the tree of its company. */
export class DepartmentModel extends Model<InferAttributes<DepartmentModel>, InferCreationAttributes<DepartmentModel>> {
  declare id: string
  declare tenantId: number
  declare nameZh: string
  declare nameEn: string
  declare parentId: string | null
  /** `/<id of the root>/.../<own id>/` */
  declare path: string
  declare version: number
  declare createdAt: Date
  declare updatedAt: Date
}

export const defineDepartmentModel = (sequelize: Sequelize) =>
  DepartmentModel.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      tenantId: DataTypes.INTEGER,
      nameZh: DataTypes.STRING(100),
      nameEn: DataTypes.STRING(100),
      parentId: DataTypes.UUID,
      path: DataTypes.STRING(400),
      version: DataTypes.INTEGER,
      createdAt: DataTypes.DATE(3),
      updatedAt: DataTypes.DATE(3),
    },
    { sequelize, tableName: 'departments', underscored: true, timestamps: false },
  )
