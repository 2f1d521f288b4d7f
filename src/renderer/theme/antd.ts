import type { ThemeConfig } from 'antd'
import { palette } from './palette.ts'

/** Ant Design in our colours: large controls that are hit at once, no movement that costs time. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.primary,
    colorText: palette.text,
    colorTextPlaceholder: palette.muted,
    colorError: palette.bad,
    colorBorder: palette.muted,
    colorTextDisabled: palette.muted,
    colorBgContainerDisabled: palette.quiet,
    fontFamily: "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif",
    fontSize: 16,
    controlHeight: 40,
    controlHeightLG: 56,
    borderRadius: 6,
    motion: false,
  },
}
