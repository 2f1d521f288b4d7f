import { post } from '../gateways/http.ts'
import { sm2 } from 'sm-crypto-v2'
import Database from 'better-sqlite3'
import { app } from 'electron'
export const bad = [post, sm2, Database, app]
