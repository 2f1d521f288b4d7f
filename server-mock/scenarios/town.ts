/** The institutions and the pharmacist that most scenarios share. The first pharmacy is the shop at the counter. */
export const town = {
  institutions: [
    { name: '明心大药房', kind: 'pharmacy', code: 'P99010100001' },
    { name: '惠民药房', kind: 'pharmacy', code: 'P99010100002' },
    { name: '九江路第一人民医院', kind: 'hospital', code: 'H99010100001' },
  ],
  pharmacists: [{ name: '陈国栋', gender: 'male', born: '1981-03-09' }],
} as const

/** The 医保 office of area 990101, which does not exist; nor does its number. */
export const office = { name: '九江路医疗保障服务中心', phone: '0000-99010100' } as const

/** The patient of most scenarios. */
export const patient = { name: '王秀兰', gender: 'female', born: '1953-04-16' } as const
