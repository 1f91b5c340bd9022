/** Names of codes that the bot and the insurer use, where the hub sends none. */
export const codesZh = {
  E01: '愤怒或辱骂', E02: '焦虑或悲伤', E03: '威胁投诉曝光起诉', E04: '拒赔争议', E05: '金额争议', E06: '时效争议', E07: '销售误导',
  E08: '反复补材料', E09: '自伤危机', E10: '要求人工', E11: '重复提问或答非所问', E12: '老人或需要照顾', E13: '欺诈指控',
  E14: '诈骗进行中', E15: '隐私', BOT: '机器人暂时答不上来',
}

export const entitiesZh = {
  policy_no: '保单号', claim_no: '理赔号', product: '产品', insurance_type: '险种', claim_type: '理赔类型', hospital: '医院',
  disease: '疾病', diagnosis_status: '诊断程度', document_type: '材料', document: '材料', amount: '金额', date: '日期', duration: '时长',
  relation: '关系', person_role: '角色', occupation: '职业', courier: '快递', tracking_no: '快递单号', region: '地区', emotion: '情绪',
  term: '术语', claim_state: '理赔状态', customer_ref: '客户号', escalation: '升级', repeat_count: '重复次数', phone: '电话',
}

export const codesEn: typeof codesZh = {
  E01: 'Anger', E02: 'Grief or fear', E03: 'Threat to complain or sue', E04: 'Refused claim disputed', E05: 'Amount disputed',
  E06: 'Delay disputed', E07: 'Mis-selling', E08: 'Documents asked again', E09: 'Self-harm crisis', E10: 'Asks for a person',
  E11: 'Bot missed the point', E12: 'Elderly or vulnerable', E13: 'Fraud accusation', E14: 'Scam in progress', E15: 'Privacy',
  BOT: 'Bot unavailable',
}

export const entitiesEn: typeof entitiesZh = {
  policy_no: 'policy', claim_no: 'claim', product: 'product', insurance_type: 'insurance', claim_type: 'claim type',
  hospital: 'hospital', disease: 'illness', diagnosis_status: 'diagnosis', document_type: 'document', document: 'document',
  amount: 'amount', date: 'date', duration: 'duration', relation: 'relation', person_role: 'role', occupation: 'occupation',
  courier: 'courier', tracking_no: 'tracking no.', region: 'region', emotion: 'emotion', term: 'term', claim_state: 'claim state',
  customer_ref: 'customer', escalation: 'escalation', repeat_count: 'repeats', phone: 'phone',
}
