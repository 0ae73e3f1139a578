import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize'
import type { Locale } from '@rapport/chassis'
import type { TenantState } from './tenant'

/** A company. The one table whose id is the tenant itself. */
export class TenantModel extends Model<InferAttributes<TenantModel>, InferCreationAttributes<TenantModel>> {
  declare id: CreationOptional<number>
  declare name: string
  declare locale: Locale
  declare timeZone: string
  declare currency: string
  declare state: TenantState
  declare version: number
  declare createdAt: Date
  declare updatedAt: Date
}

export const defineTenantModel = (sequelize: Sequelize) =>
  TenantModel.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      name: DataTypes.STRING(200),
      locale: DataTypes.STRING(10),
      timeZone: DataTypes.STRING(60),
      currency: DataTypes.CHAR(3),
      state: DataTypes.STRING(20),
      version: DataTypes.INTEGER,
      createdAt: DataTypes.DATE(3),
      updatedAt: DataTypes.DATE(3),
    },
    { sequelize, tableName: 'tenants', underscored: true, timestamps: false },
  )
