/** A place where companies are registered. */
export interface Place {
  /** As in the name of a company. */
  city: string
  pinyin: string
  region: string
  /** Six digits of the administrative division. */
  code: string
  areaCode: string
  /** Digits of a local number, the first one aside. */
  numberLength: number
  streets: readonly string[]
}

const placesOf = (table: string): Place[] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [city = '', pinyin = '', region = '', code = '', areaCode = '', streets = ''] = line.trim().split(/\s+/)
      const numberLength = /^(?:0553|0792|0759)$/.test(areaCode) ? 6 : 7
      return { city, pinyin, region, code, areaCode, numberLength, streets: streets.split(',') }
    })

/** Where the people of the demo company sell. */
export const places = {
  east: placesOf(`
    上海 sh   上海市浦东新区         310115 021  张江路,祖冲之路,金科路,世纪大道,浦东南路
    上海 sh   上海市闵行区           310112 021  莘庄工业区申富路,沪闵路,七莘路,虹梅南路
    上海 sh   上海市嘉定区           310114 021  曹安公路,安亭镇墨玉路,叶城路
    苏州 sz   江苏省苏州市工业园区   320571 0512 星湖街,金鸡湖大道,苏虹中路,现代大道
    苏州 sz   江苏省苏州市吴中区     320506 0512 东吴北路,越溪街道吴中大道,宝带东路
    无锡 wx   江苏省无锡市新吴区     320214 0510 长江路,太科园大学科技园,新华路
    南京 nj   江苏省南京市江宁区     320115 025  将军大道,胜太路,诚信大道
    南京 nj   江苏省南京市建邺区     320105 025  江东中路,河西大街,庐山路
    杭州 hz   浙江省杭州市滨江区     330108 0571 江南大道,网商路,滨安路
    杭州 hz   浙江省杭州市余杭区     330110 0571 文一西路,高教路,良睦路
    宁波 nb   浙江省宁波市鄞州区     330212 0574 天童北路,学士路,惊驾路
    嘉兴 jx   浙江省嘉兴市南湖区     330402 0573 中环南路,凌公塘路,亚太路
    合肥 hf   安徽省合肥市蜀山区     340104 0551 望江西路,长江西路,黄山路
    芜湖 wh   安徽省芜湖市弋江区     340203 0553 长江南路,花津南路`),
  south: placesOf(`
    深圳 szs  广东省深圳市南山区     440305 0755 科技园科苑路,高新南一道,深南大道,学苑大道
    深圳 szs  广东省深圳市宝安区     440306 0755 新安街道创业一路,沙井街道,西乡大道
    深圳 szs  广东省深圳市龙岗区     440307 0755 坂田街道五和大道,布吉街道,龙翔大道
    广州 gz   广东省广州市天河区     440106 020  天河北路,体育东路,黄埔大道西,科韵路
    广州 gz   广东省广州市黄埔区     440112 020  科学大道,开创大道,开泰大道
    东莞 dg   广东省东莞市松山湖     441900 0769 科技二路,工业北路,新城大道
    佛山 fs   广东省佛山市顺德区     440606 0757 大良街道南国东路,北滘镇林上路,容桂大道
    珠海 zh   广东省珠海市香洲区     440402 0756 情侣中路,唐家湾软件园路,九洲大道
    中山 zs   广东省中山市火炬开发区 442000 0760 会展东路,康乐大道
    湛江 zj   广东省湛江市赤坎区     440802 0759 海滨大道北,人民大道
    厦门 xm   福建省厦门市思明区     350203 0592 软件园二期望海路,湖滨南路
    福州 fz   福建省福州市鼓楼区     350102 0591 五四路,软件大道
    南宁 nn   广西南宁市青秀区       450103 0771 民族大道,金湖路`),
  country: placesOf(`
    北京 bj   北京市海淀区           110108 010  中关村东路,上地信息路,西北旺东路,知春路
    北京 bj   北京市朝阳区           110105 010  建国路,望京东路,酒仙桥路
    天津 tj   天津市滨海新区         120116 022  第三大街,洞庭路,黄海路
    青岛 qd   山东省青岛市崂山区     370212 0532 香港东路,株洲路,松岭路
    济南 jn   山东省济南市历下区     370102 0531 新泺大街,经十路
    大连 dl   辽宁省大连市高新园区   210211 0411 黄浦路,软件园路
    西安 xa   陕西省西安市雁塔区     610113 029  科技路,丈八东路,唐延路
    成都 cd   四川省成都市武侯区     510107 028  天府大道中段,人民南路四段,武侯大道
    重庆 cq   重庆市渝北区           500112 023  星光大道,金开大道,财富大道
    武汉 wh   湖北省武汉市洪山区     420111 027  珞喻路,光谷大道,雄楚大道
    长沙 cs   湖南省长沙市岳麓区     430104 0731 麓谷大道,岳麓大道
    郑州 zz   河南省郑州市金水区     410105 0371 花园路,农业路,经三路
    九江 jj   江西省九江市濂溪区     360402 0792 长虹大道,濂溪大道`),
} as const

/** Where the customers who write in English are. */
export const cities = ['Hong Kong', 'Hong Kong', 'Singapore', 'London', 'New York'] as const

export type City = (typeof cities)[number]
