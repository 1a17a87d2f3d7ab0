import type { Locale } from '@steward/messages'

const en = {
  critical: 'CRITICAL',
  warning: 'WARNING',
  notice: 'NOTICE',
  fix: 'What to do',
  follows: 'Follows from it',
  notChecked: 'Not checked:',
  'not-read-yet': 'not read',
  'no-right': 'no right to read it',
  'read-failed': 'could not be read',
  'not-in-this-version': 'not in this version of PVE',
  crashed: 'the rule failed',
  looked: 'rules checked',
}
export type Words = Readonly<Record<keyof typeof en, string>>

/** The few words around the rules' own texts. */
export const words: Readonly<Record<Locale, Words>> = {
  en,
  'zh-CN': {
    critical: '严重',
    warning: '警告',
    notice: '提示',
    fix: '处理办法',
    follows: '由此引起',
    notChecked: '未检查：',
    'not-read-yet': '未读取',
    'no-right': '没有读取权限',
    'read-failed': '读取失败',
    'not-in-this-version': '此 PVE 版本没有',
    crashed: '规则出错',
    looked: '已检查规则',
  },
}
