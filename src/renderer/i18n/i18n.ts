import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { zhCN } from './zh-CN/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof zhCN }
  }
}

/** The words, ready at once: the resources are part of the bundle, so nothing is loaded. */
export const i18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  lng: 'zh-CN',
  resources: { 'zh-CN': { translation: zhCN } },
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})
