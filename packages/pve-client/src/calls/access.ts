import {
  Acl,
  Domains,
  NewToken,
  Permissions,
  Pools,
  Roles,
  TicketReply,
  Tokens,
  Users,
  Version,
} from '../schemas/access.ts'
import { nothing } from '../wire.ts'
import { define } from './define.ts'

export const accessCalls = {
  version: define({ method: 'GET', path: '/version', reply: Version }),
  accessDomains: define({ method: 'GET', path: '/access/domains', reply: Domains }),
  accessPermissions: define({
    method: 'GET',
    path: '/access/permissions',
    params: { userid: 'string?', path: 'string?' },
    reply: Permissions,
  }),
  accessTicket: define({
    method: 'POST',
    path: '/access/ticket',
    params: {
      username: 'string',
      password: 'secret',
      realm: 'string?',
      otp: 'secret?',
      'tfa-challenge': 'secret?',
      'new-format': 'boolean?',
    },
    reply: TicketReply,
  }),
  users: define({ method: 'GET', path: '/access/users', params: { enabled: 'boolean?' }, reply: Users }),
  userCreate: define({
    method: 'POST',
    path: '/access/users',
    params: { userid: 'string', comment: 'string?', enable: 'boolean?', expire: 'integer?', password: 'secret?' },
    reply: nothing,
  }),
  userDelete: define({ method: 'DELETE', path: '/access/users/{userid}', reply: nothing }),
  roles: define({ method: 'GET', path: '/access/roles', reply: Roles }),
  roleCreate: define({
    method: 'POST',
    path: '/access/roles',
    params: { roleid: 'string', privs: 'list?' },
    reply: nothing,
  }),
  roleDelete: define({ method: 'DELETE', path: '/access/roles/{roleid}', reply: nothing }),
  acl: define({ method: 'GET', path: '/access/acl', reply: Acl }),
  aclUpdate: define({
    method: 'PUT',
    path: '/access/acl',
    params: {
      path: 'string',
      roles: 'list',
      users: 'list?',
      groups: 'list?',
      tokens: 'list?',
      propagate: 'boolean?',
      delete: 'boolean?',
    },
    reply: nothing,
  }),
  tokens: define({ method: 'GET', path: '/access/users/{userid}/token', reply: Tokens }),
  tokenCreate: define({
    method: 'POST',
    path: '/access/users/{userid}/token/{tokenid}',
    params: { comment: 'string?', expire: 'integer?', privsep: 'boolean?' },
    reply: NewToken,
  }),
  tokenDelete: define({ method: 'DELETE', path: '/access/users/{userid}/token/{tokenid}', reply: nothing }),
  pools: define({ method: 'GET', path: '/pools', reply: Pools }),
}
