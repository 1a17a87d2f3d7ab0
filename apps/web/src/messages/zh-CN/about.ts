import { translationOf } from '@steward/messages'
import type { about as english } from '../en/about.ts'

export const about = translationOf<typeof english>()({
  title: '关于 Steward',
  lead: 'Steward 照看 Proxmox VE 集群：说明事情为什么是这样、怎么做才安全，并拿出依据。',
  version: '版本',
  read: '怎么看',
  fine: '正常就是安静：黑白两色，没有绿灯。出现颜色，说明有事需要处理。',
  unknown: '没读到的内容就画成没读到的样子：虚线、斜线、问号，旁边写明原因。',
  age: '顶栏显示数据有多旧。数据不再更新时，页面会直说，不会装作正常。',
  marks: '标记',
  marksSmall: '每种状态一个形状',
  fineWord: '正常',
  pausedWord: '已暂停',
  working: '进行中',
  notice: '提示',
  warning: '警告',
  critical: '严重',
  frozen: '已冻结',
  keys: '按键',
  keyFind: '搜索客户机、节点、存储和页面',
  keyMove: '在可操作的项目之间移动',
  keyClose: '关闭浮层',
  safe: 'Steward 怎样使用你的账户',
  safe1: '密码只交给 PVE，不保存。票据只存在于内存中。',
  safe2: '读取令牌只能读取。改动使用操作者本人的账户。',
  safe3: '除了你自己的集群，不向任何地方发送数据。',
})
