/** The sentence of every reason for which a file or a row cannot be imported; `{name}` stands for a parameter. */
export const importMessages = {
  import_file_incomplete: { en: 'The file did not come whole.', 'zh-CN': '文件未能完整上传。' },
  import_file_empty: { en: 'The file holds no rows.', 'zh-CN': '文件中没有数据。' },
  import_file_unreadable: {
    en: 'The file is damaged or is not what its name says.',
    'zh-CN': '文件已损坏，或内容与文件类型不符。',
  },
  import_file_too_large: {
    en: 'Unpacked, the file is larger than can be imported. Split it into smaller ones.',
    'zh-CN': '文件解压后过大，无法导入。请拆分成较小的文件。',
  },
  import_format_unsupported: {
    en: 'Only CSV and XLSX files can be imported, and none that are protected by a password. Save an old XLS file as XLSX.',
    'zh-CN': '只能导入 CSV 和 XLSX 文件，且不能有密码保护。旧版 XLS 文件请另存为 XLSX。',
  },
  import_encoding_unknown: {
    en: 'The text of the file cannot be read: it is neither UTF-8 nor UTF-16 nor GB18030 (GBK).',
    'zh-CN': '无法识别文件编码：不是 UTF-8、UTF-16 或 GB18030（GBK）。',
  },
  import_nul_character: { en: 'Row {row} holds a NUL character.', 'zh-CN': '第 {row} 行含有空字符（NUL）。' },
  import_quote_malformed: {
    en: 'A quotation mark near line {line} is misplaced or never closed.',
    'zh-CN': '第 {line} 行附近的引号位置不对或没有成对。',
  },
  import_row_too_long: {
    en: 'Row {row} is too long. In a CSV file, a quotation mark may not have been closed.',
    'zh-CN': '第 {row} 行过长；若为 CSV 文件，可能有引号没有成对。',
  },
  import_cell_too_long: {
    en: 'The cell in row {row}, column {column} is longer than {max} characters.',
    'zh-CN': '第 {row} 行第 {column} 列的内容超过 {max} 个字符。',
  },
  import_too_many_columns: { en: 'Row {row} has more than {max} columns.', 'zh-CN': '第 {row} 行超过 {max} 列。' },
  import_too_many_rows: { en: 'The file has more than {max} rows.', 'zh-CN': '文件超过 {max} 行。' },
  import_sheet_missing: { en: 'The file has no such sheet.', 'zh-CN': '文件中没有该工作表。' },
  import_field_unknown: { en: 'There is no such field.', 'zh-CN': '没有该字段。' },
  import_field_repeated: { en: 'Another column goes into this field already.', 'zh-CN': '该字段已对应另一列。' },
  import_name_unmapped: {
    en: 'One column must hold the name of the customer or of the contact.',
    'zh-CN': '必须有一列对应客户名称或联系人姓名。',
  },
  import_failed: {
    en: 'The import was given up after several tries. The rows that are in stay.',
    'zh-CN': '多次尝试后导入未能完成，已导入的数据会保留。',
  },
  import_account_of_another: {
    en: 'This customer exists already and belongs to a colleague.',
    'zh-CN': '该客户已存在，且归其他同事所有。',
  },
  account_name_missing: { en: 'The name of the customer is missing.', 'zh-CN': '缺少客户名称。' },
  contact_name_missing: { en: 'The name of the contact is missing.', 'zh-CN': '缺少联系人姓名。' },
  kind_unknown: { en: 'The kind must be company or person.', 'zh-CN': '客户类型应为“公司”或“个人”。' },
  level_unknown: { en: 'The level must be A, B, C or D.', 'zh-CN': '客户级别应为 A、B、C 或 D。' },
  phone_invalid: { en: 'This is not a phone number.', 'zh-CN': '电话号码不正确。' },
  phone_area_code_missing: { en: 'The area code of this landline is missing.', 'zh-CN': '座机号码缺少区号。' },
  phone_digits_lost: {
    en: 'The spreadsheet has cut off digits of this phone number. Format the column as text and enter it again.',
    'zh-CN': '表格软件截断了该电话号码。请将此列设为文本格式后重新填写。',
  },
  email_invalid: { en: 'This is not an e-mail address.', 'zh-CN': '邮箱地址不正确。' },
  credit_code_length: {
    en: 'A unified social credit code has 18 characters.',
    'zh-CN': '统一社会信用代码应为 18 位。',
  },
  credit_code_character: {
    en: 'The unified social credit code holds a character that cannot occur there.',
    'zh-CN': '统一社会信用代码含有不允许的字符。',
  },
  credit_code_check_digit: {
    en: 'The check digit of the unified social credit code is wrong.',
    'zh-CN': '统一社会信用代码校验码不符。',
  },
  credit_code_digits_lost: {
    en: 'The spreadsheet has cut off digits of this credit code. Format the column as text and enter it again.',
    'zh-CN': '表格软件截断了该信用代码。请将此列设为文本格式后重新填写。',
  },
  website_invalid: { en: 'This is not a web address.', 'zh-CN': '网址格式不正确。' },
  text_too_long: { en: 'The text is longer than {max} characters.', 'zh-CN': '内容超过 {max} 个字符。' },
  values_too_many: { en: 'There are more than {max} values.', 'zh-CN': '超过 {max} 个值。' },
} as const

/** A stable name of why a file or a row cannot be imported. */
export type ImportReason = keyof typeof importMessages

/** A language in which reasons are told. */
export type ReasonLocale = 'zh-CN' | 'en'

/** Values for the `{name}` places of a reason's sentence. */
export type ReasonParams = Readonly<Record<string, string | number>>

/** The sentence of a reason in a language, its parameters filled in. */
export const reasonText = (reason: ImportReason, params: ReasonParams, locale: ReasonLocale): string =>
  importMessages[reason][locale].replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place))
