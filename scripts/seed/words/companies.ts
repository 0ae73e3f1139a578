const pairs = (table: string): { zh: string; pinyin: string }[] =>
  table
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [zh = '', pinyin = ''] = entry.split(':')
      return { zh, pinyin }
    })

/** First words of company names, with their pinyin for addresses on the net. */
export const brands = pairs(`
  启明:qiming 恒达:hengda 鑫源:xinyuan 博瑞:borui 华晟:huasheng 瑞丰:ruifeng 嘉禾:jiahe 远航:yuanhang 云帆:yunfan
  锦程:jincheng 宏图:hongtu 天成:tiancheng 汇通:huitong 百川:baichuan 立信:lixin 同创:tongchuang 智联:zhilian
  安捷:anjie 德信:dexin 万合:wanhe 中科:zhongke 金石:jinshi 银河:yinhe 东方:dongfang 长青:changqing 松柏:songbai
  泰和:taihe 永兴:yongxing 盛世:shengshi 佳音:jiayin 朗润:langrun 晶诚:jingcheng 蓝海:lanhai 绿源:lvyuan
  青禾:qinghe 明德:mingde 致远:zhiyuan 知行:zhixing 拓维:tuowei 迅达:xunda 飞跃:feiyue 腾达:tengda 卓越:zhuoyue
  优品:youpin 合众:hezhong 聚力:juli 益民:yimin 康宁:kangning 仁和:renhe 春晖:chunhui 秋实:qiushi 海润:hairun
  江川:jiangchuan 山水:shanshui 龙腾:longteng 凤鸣:fengming 鼎立:dingli 方舟:fangzhou 圆通达:yuantongda 众诚:zhongcheng
  佰利:baili 科锐:kerui 精工:jinggong 欣悦:xinyue 宜家和:yijiahe 沃德:wode 普惠:puhui 维尔:weier 格林:gelin
  诺亚:nuoya 赛恩:saien 凯利:kaili 麦田:maitian 橙子:chengzi 木棉:mumian 白杨:baiyang 红枫:hongfeng 紫荆:zijing`)

/** Lines of business: the words in company names, and the industry they belong to. */
export const industries: readonly { industry: string; words: readonly string[]; tags: readonly string[] }[] = [
  { industry: '信息技术', words: ['信息技术', '软件', '网络科技', '数据技术', '智能科技'], tags: ['云服务', '软件'] },
  { industry: '机械制造', words: ['机械设备', '精密机械', '自动化设备', '数控机床'], tags: ['工厂', '设备更新'] },
  { industry: '电子', words: ['电子科技', '光电技术', '半导体材料', '电子元件'], tags: ['工厂', '出口'] },
  { industry: '贸易批发', words: ['贸易', '商贸', '进出口', '供应链管理'], tags: ['经销', '出口'] },
  { industry: '建筑工程', words: ['建筑工程', '装饰工程', '建设工程', '园林工程'], tags: ['项目型'] },
  { industry: '医疗健康', words: ['医疗器械', '生物科技', '健康管理', '医药'], tags: ['招投标', '资质齐全'] },
  { industry: '教育培训', words: ['教育科技', '教育咨询', '文化传播'], tags: ['开学季'] },
  { industry: '物流运输', words: ['物流', '国际货运代理', '仓储', '冷链物流'], tags: ['多网点'] },
  { industry: '食品餐饮', words: ['食品', '餐饮管理', '农产品', '茶业'], tags: ['连锁'] },
  { industry: '专业服务', words: ['企业管理咨询', '人力资源', '财税咨询', '知识产权代理'], tags: ['续约客户'] },
  { industry: '广告传媒', words: ['广告', '文化传媒', '会展服务', '品牌策划'], tags: ['活动'] },
  { industry: '酒店旅游', words: ['酒店管理', '旅行社', '文旅发展'], tags: ['连锁', '淡旺季'] },
  { industry: '新能源', words: ['新能源科技', '光伏', '储能技术', '节能环保'], tags: ['政策补贴', '项目型'] },
  { industry: '纺织服装', words: ['服饰', '纺织', '家纺'], tags: ['出口', '换季'] },
]

export const suffixes = ['有限公司', '有限公司', '有限公司', '有限公司', '有限责任公司', '股份有限公司'] as const

export const buildings = ['科技大厦', '商务中心', '创业园', '国际广场', '产业园', '软件园', '中心大楼'] as const

/** How the demo company came to a customer. */
export const sources = [
  '老客户介绍',
  '上海工博会',
  '官网咨询',
  '百度推广',
  '微信公众号',
  '电话开发',
  '行业展会',
  '渠道伙伴',
] as const

export const commonTags = [
  '重点跟进',
  '价格敏感',
  '决策周期长',
  '年底采购',
  '已签框架',
  '试用中',
  '竞品用户',
  '需要英文合同',
] as const

export const remarks = [
  '习惯下午沟通，上午多在生产例会。',
  '采购流程需三家比价，提前准备资质文件。',
  '由总经理直接拍板，注重售后响应速度。',
  '去年购买过打印设备，今年计划更换会议系统。',
  '财务月底结账，发票请于每月20日前寄出。',
  '办公室在二楼，访客需在前台登记身份证。',
] as const

/** Words of the names of customers who write in English. */
export const english = {
  first: [
    ...['Harbour', 'Northgate', 'Silverline', 'Bluewater', 'Oakridge', 'Maple Lane', 'Kingfisher', 'Redwood', 'Summit'],
    ...['Eastbay', 'Fairview', 'Lantern', 'Pinecrest', 'Starfield', 'Meadow', 'Copperfield', 'Greystone', 'Westbrook'],
  ],
  second: [
    'Trading',
    'Logistics',
    'Instruments',
    'Interiors',
    'Software',
    'Foods',
    'Consulting',
    'Medical',
    'Textiles',
  ],
  suffix: ['Ltd.', 'Limited', 'Pte. Ltd.', 'Inc.'],
  industries: {
    Trading: 'Trading',
    Logistics: 'Logistics',
    Instruments: 'Manufacturing',
    Interiors: 'Construction',
    Software: 'Information technology',
    Foods: 'Food and beverage',
    Consulting: 'Professional services',
    Medical: 'Healthcare',
    Textiles: 'Textiles',
  } as Readonly<Record<string, string>>,
  sources: ['Referral', 'Canton Fair', 'Website', 'LinkedIn', 'Trade mission'],
  tags: ['Key account', 'Framework contract', 'Trial', 'Year-end budget', 'Price sensitive'],
  remarks: [
    'Prefers e-mail; invoices in USD.',
    'Two offices, purchasing is decided in Hong Kong.',
    'Asked for documents in English and Chinese.',
    'Decides in the first week of each quarter.',
  ],
} as const
