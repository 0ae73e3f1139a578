const pairs = (table: string): { zh: string; pinyin: string }[] =>
  table
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [zh = '', pinyin = ''] = entry.split(':')
      return { zh, pinyin }
    })

/** The most frequent surnames. */
export const surnames = pairs(`
  王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu 郭:guo
  何:he 林:lin 高:gao 罗:luo 郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu 邓:deng 韩:han 冯:feng 曹:cao 彭:peng
  曾:zeng 肖:xiao 田:tian 董:dong 潘:pan 袁:yuan 蔡:cai 蒋:jiang 余:yu 于:yu 杜:du 叶:ye 程:cheng 魏:wei 苏:su
  吕:lv 丁:ding 任:ren 卢:lu 姚:yao 沈:shen 钟:zhong 姜:jiang 崔:cui 谭:tan 陆:lu 范:fan 汪:wang 廖:liao 欧阳:ouyang`)

/** Given names. */
export const givenNames = pairs(`
  伟:wei 芳:fang 娜:na 敏:min 静:jing 丽:li 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 艳:yan 杰:jie 娟:juan 涛:tao
  明:ming 超:chao 霞:xia 平:ping 刚:gang 建华:jianhua 志强:zhiqiang 晓燕:xiaoyan 海燕:haiyan 文博:wenbo 子涵:zihan
  雨桐:yutong 思远:siyuan 佳怡:jiayi 欣然:xinran 俊杰:junjie 浩然:haoran 梓轩:zixuan 诗涵:shihan 宇航:yuhang
  雪梅:xuemei 春华:chunhua 国庆:guoqing 建军:jianjun 丽娟:lijuan 美玲:meiling 秀英:xiuying 玉兰:yulan 小红:xiaohong
  嘉豪:jiahao 家辉:jiahui 丹丹:dandan 婷婷:tingting 晨曦:chenxi 一鸣:yiming 天宇:tianyu 若曦:ruoxi 慧敏:huimin`)

/** Positions at a customer. */
export const titles = [
  ...['总经理', '副总经理', '采购经理', '采购主管', '采购专员', '行政经理', '行政主管', 'IT经理', '信息部主任'],
  ...['财务经理', '财务总监', '运营总监', '生产经理', '项目经理', '市场总监', '办公室主任', '总经理助理'],
] as const

export const english = {
  first: [
    'Olivia',
    'James',
    'Grace',
    'Daniel',
    'Sophie',
    'Marcus',
    'Hannah',
    'Kevin',
    'Rachel',
    'Andrew',
    'Priya',
    'Tom',
  ],
  last: ['Bennett', 'Lam', 'Carter', 'Wong', 'Fraser', 'Tan', 'Mitchell', 'Cheung', 'Patel', 'Lee', 'Hughes', 'Ng'],
  titles: ['Managing Director', 'Purchasing Manager', 'Office Manager', 'IT Manager', 'Finance Director', 'Buyer'],
} as const
