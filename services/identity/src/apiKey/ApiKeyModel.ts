import { DataTypes, Model, type InferAttributes, type InferCreationAttributes, type Sequelize } from 'sequelize'

/** Key of a partner program. The secret itself is not kept. */
export class ApiKeyModel extends Model<InferAttributes<ApiKeyModel>, InferCreationAttributes<ApiKeyModel>> {
  declare id: string
  declare tenantId: number
  declare name: string
  /** First characters of the secret, to recognise it by. */
  declare prefix: string
  /** SHA-256 of the secret, hexadecimal. */
  declare secretHash: string
  declare roleId: string
  declare ipAllowList: string[]
  /** Requests a minute; 0: the gateway's default. */
  declare rateLimit: number
  declare expiresAt: Date
  declare revokedAt: Date | null
  declare lastUsedAt: Date | null
  declare version: number
  declare createdBy: string
  declare createdAt: Date
  declare updatedAt: Date
}

export const defineApiKeyModel = (sequelize: Sequelize) =>
  ApiKeyModel.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      tenantId: DataTypes.INTEGER,
      name: DataTypes.STRING(100),
      prefix: DataTypes.STRING(20),
      secretHash: DataTypes.CHAR(64),
      roleId: DataTypes.UUID,
      ipAllowList: DataTypes.JSON,
      rateLimit: DataTypes.INTEGER,
      expiresAt: DataTypes.DATE(3),
      revokedAt: DataTypes.DATE(3),
      lastUsedAt: DataTypes.DATE(3),
      version: DataTypes.INTEGER,
      createdBy: DataTypes.UUID,
      createdAt: DataTypes.DATE(3),
      updatedAt: DataTypes.DATE(3),
    },
    { sequelize, tableName: 'api_keys', underscored: true, timestamps: false },
  )
