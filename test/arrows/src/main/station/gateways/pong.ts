import { post } from './http.ts'
export const ping = post
