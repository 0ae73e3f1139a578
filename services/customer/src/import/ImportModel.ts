import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize'
import type { ImportReason, ReasonParams } from './reasons'

/** A column of the file: its header, the field into which it goes ('' for none), first values. */
export interface StoredColumn {
  header: string
  field: string
  samples: string[]
}

export class ImportModel extends Model<InferAttributes<ImportModel>, InferCreationAttributes<ImportModel>> {
  declare id: string
  declare tenantId: CreationOptional<number>
  declare fileName: string
  declare fileBytes: number
  declare state: string
  declare duplicates: string
  declare fileColumns: StoredColumn[]
  declare preview: string[][]
  declare totalRows: number
  declare processedRows: number
  declare createdRows: number
  declare updatedRows: number
  declare skippedRows: number
  declare failedRows: number
  declare createdContacts: number
  declare failure: { reason: ImportReason; params: ReasonParams } | null
  declare ownerId: string
  declare version: number
  declare createdAt: Date
  declare startedAt: Date | null
  declare finishedAt: Date | null
}

export type ImportRow = InferAttributes<ImportModel>

export const defineImportModel = (sequelize: Sequelize): void => {
  const text = () => ({ type: DataTypes.STRING, allowNull: false })
  const count = () => ({ type: DataTypes.INTEGER, allowNull: false })
  const json = () => ({ type: DataTypes.JSON, allowNull: false })
  const timeOrNull = () => ({ type: DataTypes.DATE(3), allowNull: true })
  ImportModel.init(
    {
      id: { type: DataTypes.STRING, primaryKey: true },
      tenantId: DataTypes.INTEGER,
      fileName: text(),
      fileBytes: count(),
      state: text(),
      duplicates: text(),
      fileColumns: json(),
      preview: json(),
      totalRows: count(),
      processedRows: count(),
      createdRows: count(),
      updatedRows: count(),
      skippedRows: count(),
      failedRows: count(),
      createdContacts: count(),
      failure: { type: DataTypes.JSON, allowNull: true },
      ownerId: text(),
      version: count(),
      createdAt: { type: DataTypes.DATE(3), allowNull: false },
      startedAt: timeOrNull(),
      finishedAt: timeOrNull(),
    },
    { sequelize, tableName: 'imports', underscored: true, timestamps: false },
  )
}
