import { DataTypes, Model, type InferAttributes, type InferCreationAttributes, type Sequelize } from 'sequelize'
import type { FieldRule, Scope } from '@rapport/chassis'

/** A role. What the administrator role holds is not stored but computed. */
export class RoleModel extends Model<InferAttributes<RoleModel>, InferCreationAttributes<RoleModel>> {
  declare id: string
  declare tenantId: number
  /** Key of a default role; null for roles made by the company. */
  declare roleKey: string | null
  declare nameZh: string
  declare nameEn: string
  declare permissions: string[]
  declare scopes: Record<string, Scope>
  declare fieldRules: Record<string, FieldRule>
  declare version: number
  declare createdAt: Date
  declare updatedAt: Date
}

export const defineRoleModel = (sequelize: Sequelize) =>
  RoleModel.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      tenantId: DataTypes.INTEGER,
      roleKey: DataTypes.STRING(60),
      nameZh: DataTypes.STRING(100),
      nameEn: DataTypes.STRING(100),
      permissions: DataTypes.JSON,
      scopes: DataTypes.JSON,
      fieldRules: DataTypes.JSON,
      version: DataTypes.INTEGER,
      createdAt: DataTypes.DATE(3),
      updatedAt: DataTypes.DATE(3),
    },
    { sequelize, tableName: 'roles', underscored: true, timestamps: false },
  )
