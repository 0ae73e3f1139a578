import {
  ChatLineSquare,
  Delete,
  Edit,
  EditPen,
  OfficeBuilding,
  Phone,
  RefreshLeft,
  Switch,
  User,
} from '@element-plus/icons-vue'
import type { Component } from 'vue'

import type { TimelineEntry } from '@/api/types'
import type { Tone } from '@/ui/tone'

interface Look {
  icon: Component
  tone: Tone
}

/** How each kind of entry looks on the timeline. */
export const timelineLook: Record<TimelineEntry['kind'], Look> = {
  KIND_UNSPECIFIED: { icon: ChatLineSquare, tone: 'neutral' },
  NOTE: { icon: EditPen, tone: 'warning' },
  FOLLOW_UP: { icon: Phone, tone: 'primary' },
  ACCOUNT_CREATED: { icon: OfficeBuilding, tone: 'success' },
  ACCOUNT_UPDATED: { icon: Edit, tone: 'neutral' },
  ACCOUNT_ASSIGNED: { icon: Switch, tone: 'info' },
  ACCOUNT_DELETED: { icon: Delete, tone: 'danger' },
  ACCOUNT_RESTORED: { icon: RefreshLeft, tone: 'success' },
  CONTACT_ADDED: { icon: User, tone: 'violet' },
  CONTACT_UPDATED: { icon: User, tone: 'neutral' },
  CONTACT_REMOVED: { icon: User, tone: 'danger' },
}
