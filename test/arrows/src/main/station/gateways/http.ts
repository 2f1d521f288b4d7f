import { center } from '../../../../server-mock/center.ts'
import { ping } from './pong.ts'
export const post = [center, ping]
