import { DataTypes, Model, type InferAttributes, type InferCreationAttributes, type Sequelize } from 'sequelize'

/** A place where a user is signed in. The row is removed when the session ends. */
export class SessionModel extends Model<InferAttributes<SessionModel>, InferCreationAttributes<SessionModel>> {
  declare id: string
  declare tenantId: number
  declare userId: string
  /** SHA-256 of the token in the cookie, hexadecimal. */
  declare tokenHash: string
  declare ip: string
  declare userAgent: string
  declare createdAt: Date
  declare lastSeenAt: Date
  /** When it ends unless it is used before; moves with use. */
  declare expiresAt: Date
  /** When it ends in any case. */
  declare endsAt: Date
}

export const defineSessionModel = (sequelize: Sequelize) =>
  SessionModel.init(
    {
      id: { type: DataTypes.UUID, primaryKey: true },
      tenantId: DataTypes.INTEGER,
      userId: DataTypes.UUID,
      tokenHash: DataTypes.CHAR(64),
      ip: DataTypes.STRING(64),
      userAgent: DataTypes.STRING(300),
      createdAt: DataTypes.DATE(3),
      lastSeenAt: DataTypes.DATE(3),
      expiresAt: DataTypes.DATE(3),
      endsAt: DataTypes.DATE(3),
    },
    { sequelize, tableName: 'sessions', underscored: true, timestamps: false },
  )
