/**
 * The places of the demo city: an outline of Hangzhou. Names and districts are real, coordinates are rounded,
 * services are invented.
 */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Code of the district, GB/T 2260. */
  readonly district: string;
  /** 1 is the centre. */
  readonly zone: '1' | '2' | '3';
}

const shangcheng = '330102';
const gongshu = '330105';
const xihu = '330106';
const binjiang = '330108';
const xiaoshan = '330109';
const yuhang = '330110';
const qiantang = '330114';

type Row = readonly [
  id: string,
  name: string,
  english: string,
  latitude: number,
  longitude: number,
  district: string,
  zone: '1' | '2' | '3',
];

const stationRows: readonly Row[] = [
  ['xianghu', '湘湖', 'Xianghu', 30.166, 120.234, xiaoshan, '3'],
  ['binhe', '滨和路', 'Binhe Road', 30.185, 120.212, binjiang, '2'],
  ['jiangling', '江陵路', 'Jiangling Road', 30.204, 120.218, binjiang, '2'],
  ['jinjiang', '近江', 'Jinjiang', 30.233, 120.189, shangcheng, '1'],
  ['chengzhan', '城站', 'City Railway Station', 30.244, 120.18, shangcheng, '1'],
  ['dingan', '定安路', "Ding'an Road", 30.244, 120.168, shangcheng, '1'],
  ['longxiang', '龙翔桥', 'Longxiang Bridge', 30.256, 120.163, shangcheng, '1'],
  ['fengqi', '凤起路', 'Fengqi Road', 30.264, 120.163, gongshu, '1'],
  ['wulin', '武林广场', 'Wulin Square', 30.271, 120.163, gongshu, '1'],
  ['culture', '西湖文化广场', 'West Lake Cultural Square', 30.28, 120.163, gongshu, '1'],
  ['datieguan', '打铁关', 'Datieguan', 30.286, 120.178, gongshu, '2'],
  ['east', '火车东站', 'East Railway Station', 30.291, 120.212, shangcheng, '2'],
  ['jiubao', '九堡', 'Jiubao', 30.304, 120.266, shangcheng, '2'],
  ['xiasha', '下沙西', 'Xiasha West', 30.302, 120.331, qiantang, '3'],
  ['wenze', '文泽路', 'Wenze Road', 30.307, 120.365, qiantang, '3'],
  ['liangzhu', '良渚', 'Liangzhu', 30.367, 120.045, yuhang, '3'],
  ['sandun', '三墩', 'Sandun', 30.331, 120.083, xihu, '2'],
  ['fengtan', '丰潭路', 'Fengtan Road', 30.293, 120.113, xihu, '2'],
  ['xueyuan', '学院路', 'Xueyuan Road', 30.282, 120.136, xihu, '1'],
  ['wulinmen', '武林门', 'Wulin Gate', 30.272, 120.156, gongshu, '1'],
  ['qianjiang', '钱江路', 'Qianjiang Road', 30.254, 120.208, shangcheng, '2'],
  ['zhenning', '振宁路', 'Zhenning Road', 30.211, 120.247, xiaoshan, '2'],
  ['renmin', '人民广场', "People's Square", 30.184, 120.263, xiaoshan, '3'],
  ['chaoyang', '朝阳', 'Chaoyang', 30.137, 120.277, xiaoshan, '3'],
  ['pengbu', '彭埠', 'Pengbu', 30.29, 120.224, shangcheng, '2'],
  ['civic', '市民中心', 'Civic Center', 30.251, 120.21, shangcheng, '2'],
  ['fuxing', '复兴路', 'Fuxing Road', 30.207, 120.165, shangcheng, '2'],
  ['puyan', '浦沿', 'Puyan', 30.176, 120.153, binjiang, '3'],
];

const roadsideRows: readonly Row[] = [
  ['bus-chengzhan', '城站公交站', 'City Station Bus Stop', 30.2445, 120.1793, shangcheng, '1'],
  ['wushan', '吴山广场', 'Wushan Square', 30.24, 120.164, shangcheng, '1'],
  ['hubin', '湖滨', 'Lakeside', 30.2545, 120.1612, shangcheng, '1'],
  ['duanqiao', '断桥', 'Broken Bridge', 30.258, 120.148, xihu, '1'],
  ['yuemiao', '岳庙', 'Yue Fei Temple', 30.254, 120.135, xihu, '1'],
  ['zhiwuyuan', '植物园', 'Botanical Garden', 30.252, 120.123, xihu, '2'],
  ['lingyin', '灵隐', 'Lingyin Temple', 30.243, 120.103, xihu, '2'],
  ['shuangfeng', '双峰', 'Shuangfeng', 30.235, 120.125, xihu, '2'],
  ['longjing', '龙井', 'Longjing Tea Village', 30.224, 120.113, xihu, '2'],
  ['sudi', '苏堤', 'Su Causeway', 30.232, 120.14, xihu, '1'],
  ['jingci', '净慈寺', 'Jingci Temple', 30.231, 120.149, xihu, '1'],
  ['bus-wulin', '武林广场公交站', 'Wulin Square Bus Stop', 30.2716, 120.1622, gongshu, '1'],
  ['bus-east', '东站枢纽', 'East Station Hub', 30.2903, 120.2111, shangcheng, '2'],
  ['bus-civic', '市民中心公交站', 'Civic Center Bus Stop', 30.2515, 120.2091, shangcheng, '2'],
  ['library', '市图书馆', 'City Library', 30.246, 120.214, shangcheng, '2'],
  ['bus-jiangling', '江陵路公交站', 'Jiangling Road Bus Stop', 30.2046, 120.2172, binjiang, '2'],
  ['bus-puyan', '浦沿公交站', 'Puyan Bus Stop', 30.1765, 120.1541, binjiang, '3'],
  ['hospital', '滨江医院', 'Binjiang Hospital', 30.19, 120.19, binjiang, '2'],
  ['bus-sandun', '三墩公交站', 'Sandun Bus Stop', 30.3304, 120.0838, xihu, '2'],
  ['university', '紫金港校区', 'Zijingang Campus', 30.309, 120.086, xihu, '2'],
  ['wenyi', '文一路', 'Wenyi Road', 30.287, 120.13, xihu, '2'],
  ['pier-wulin', '武林门码头', 'Wulin Gate Pier', 30.2738, 120.1577, gongshu, '1'],
  ['pier-xinyi', '信义坊码头', 'Xinyifang Pier', 30.296, 120.141, gongshu, '2'],
  ['pier-gongchen', '拱宸桥码头', 'Gongchen Bridge Pier', 30.318, 120.137, gongshu, '2'],
];

function place([id, name, english, latitude, longitude, district, zone]: Row): Place {
  return { id, name, english, latitude, longitude, district, zone };
}

/** Metro stations: a station with a platform for each line and direction. */
export const stations: readonly Place[] = stationRows.map(place);
/** Bus stops and piers: one stop for each direction. */
export const roadside: readonly Place[] = roadsideRows.map(place);
