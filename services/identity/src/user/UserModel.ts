import { DataTypes, Model, type InferAttributes, type InferCreationAttributes, type Sequelize } from 'sequelize'
import type { Locale } from '@rapport/chassis'
import type { UserState } from './user'

/** A person who uses Rapport. Empty text where an optional contact detail is missing. */
export class UserModel extends Model<InferAttributes<UserModel>, InferCreationAttributes<UserModel>> {
  declare id: string
  declare tenantId: number
  /** Unique in the installation, whatever the case. */
  declare login: string
  declare name: string
  declare email: string
  declare mobile: string
  declare locale: Locale
  declare departmentId: string | null
  declare managerId: string | null
  declare state: UserState
  /** argon2id; null until the invitation is accepted. */
  declare passwordHash: string | null
  /** Sealed secret of the one-time codes that sign-in asks for. */
  declare totpSecret: string | null
  /** Sealed secret that still waits for its first code. */
  declare totpPendingSecret: string | null
  /** Time step of the last accepted one-time code. */
  declare totpLastStep: number
  declare lastSeenAt: Date | null
  declare version: number
  declare createdAt: Date
  declare updatedAt: Date
}

export const defineUserModel = (sequelize: Sequelize) =>
  UserModel.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      tenantId: DataTypes.INTEGER,
      login: DataTypes.STRING(100),
      name: DataTypes.STRING(100),
      email: DataTypes.STRING(254),
      mobile: DataTypes.STRING(40),
      locale: DataTypes.STRING(10),
      departmentId: DataTypes.UUID,
      managerId: DataTypes.UUID,
      state: DataTypes.STRING(20),
      passwordHash: DataTypes.STRING(200),
      totpSecret: DataTypes.STRING(200),
      totpPendingSecret: DataTypes.STRING(200),
      totpLastStep: DataTypes.INTEGER,
      lastSeenAt: DataTypes.DATE(3),
      version: DataTypes.INTEGER,
      createdAt: DataTypes.DATE(3),
      updatedAt: DataTypes.DATE(3),
    },
    { sequelize, tableName: 'users', underscored: true, timestamps: false },
  )
