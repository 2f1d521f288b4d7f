import type { ThemeConfig } from 'antd'

/** The colours of the consoles; `pairs` says which text stands on which ground, and a test holds each pair to WCAG AA. */
export const palette = Object.freeze({
  ground: '#eef0f4',
  surface: '#ffffff',
  quiet: '#f5f6f9',
  line: '#c9cfd8',
  text: '#17212b',
  muted: '#4a5865',
  primary: '#5b1a86',
  primarySoft: '#f3e9fa',
  onDark: '#ffffff',
  good: '#13653a',
  goodSoft: '#e2f3e8',
  bad: '#b3261e',
  badSoft: '#fdeceb',
  warn: '#8a4b00',
  warnSoft: '#ffefd1',
  training: '#6a1b9a',
  act: '#ffd057',
  actText: '#2e1d00',
} as const)

type Colour = keyof typeof palette

/** Every text colour with each ground it stands on. */
export const pairs: readonly (readonly [text: Colour, ground: Colour])[] = [
  ['text', 'surface'],
  ['text', 'ground'],
  ['text', 'quiet'],
  ['text', 'primarySoft'],
  ['muted', 'surface'],
  ['muted', 'ground'],
  ['muted', 'quiet'],
  ['muted', 'primarySoft'],
  ['primary', 'surface'],
  ['primary', 'quiet'],
  ['primary', 'primarySoft'],
  ['onDark', 'primary'],
  ['onDark', 'training'],
  ['onDark', 'bad'],
  ['good', 'surface'],
  ['good', 'goodSoft'],
  ['bad', 'surface'],
  ['bad', 'badSoft'],
  ['warn', 'surface'],
  ['warn', 'warnSoft'],
  ['actText', 'act'],
]

/** Makes the colours known to the style sheets as `--name`, through the object model: the page's policy allows that. */
export function applyPalette(root: HTMLElement): void {
  for (const [name, colour] of Object.entries(palette)) root.style.setProperty(`--${name}`, colour)
}

/** Ant Design in our colours: large controls, no movement that costs time. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.primary,
    colorLink: palette.primary,
    colorLinkHover: palette.primary,
    colorLinkActive: palette.primary,
    colorText: palette.text,
    colorTextSecondary: palette.muted,
    colorTextDescription: palette.muted,
    colorTextPlaceholder: palette.muted,
    colorError: palette.bad,
    colorSuccess: palette.good,
    colorBorder: palette.muted,
    colorTextDisabled: palette.muted,
    colorBgContainerDisabled: palette.quiet,
    fontFamily: "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif",
    fontSize: 16,
    controlHeight: 40,
    controlHeightLG: 52,
    borderRadius: 6,
    motion: false,
  },
}
