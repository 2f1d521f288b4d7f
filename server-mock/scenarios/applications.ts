import { keyPairFrom } from '../gm/sm2.ts'
import type { Random } from '../random.ts'
import type { Application } from '../store/applications.ts'
import type { ApplicationSketch } from './scenario.ts'

/** The applications of every scenario that names none: the official one, one of somebody else, one that is not let in yet, and two that may not do everything. */
const APPLICATIONS: readonly ApplicationSketch[] = [
  { name: '九江路医保服务', official: true },
  { name: '安心购药' },
  { name: '即时问诊', approved: false },
  { name: '慢病管家', activates: false },
  { name: '柳叶资讯', activates: false, shows: false },
]

/** Fills in what a channel application is known by. */
export function fillApplications(sketches: readonly ApplicationSketch[] = APPLICATIONS, random: Random): readonly Application[] {
  return sketches.map(({ name, official = false, approved = true, activates = true, shows = true }) => {
    const choices = random.for(`application/${name}`)
    return {
      name,
      official: official ? 1 : 0,
      approved: approved ? 1 : 0,
      activates: activates ? 1 : 0,
      shows: shows ? 1 : 0,
      appId: choices.text(32),
      appSecret: choices.text(32),
      ...keyPairFrom(choices.bytes(40)),
    }
  })
}
