import type { Columns, Shape } from './shape';

const ACCOUNT: Shape = { members: { uid: 'text', type_id: 'integer', type: 'text' } };

const METADATA: Columns = {
  version: 'text',
  uid: 'text',
  profiles: { items: 'text' },
  product: {
    members: { name: 'text', vendor_name: 'text', version: 'text', feature: { members: { name: 'text' } } },
  },
  log_provider: 'text',
  event_code: 'text',
  original_time: 'text',
};

const API: Columns = {
  operation: 'text',
  service: { members: { name: 'text' } },
  version: 'text',
  request: { members: { uid: 'text', data: 'json' } },
  response: { members: { error: 'text', message: 'text', data: 'json' } },
};

const ACTOR: Columns = {
  user: {
    members: {
      uid: 'text',
      name: 'text',
      type_id: 'integer',
      type: 'text',
      credential_uid: 'text',
      account: ACCOUNT,
    },
  },
  session: { members: { issuer: 'text', is_mfa: 'boolean', created_time: 'count', created_time_dt: 'time' } },
  invoked_by: 'text',
};

/**
 * The columns of OCSF's API Activity (`core/ocsf/ocsf-event`), as Security Lake wants them of a custom source: objects as
 * objects, and what has no fixed members (the data of request and response, `unmapped`) as JSON text.
 */
export const OCSF_COLUMNS: Columns = {
  category_uid: 'integer',
  category_name: 'text',
  class_uid: 'integer',
  class_name: 'text',
  activity_id: 'integer',
  activity_name: 'text',
  type_uid: 'count',
  type_name: 'text',
  severity_id: 'integer',
  severity: 'text',
  status_id: 'integer',
  status: 'text',
  status_code: 'text',
  time: 'count',
  time_dt: 'time',
  metadata: { members: METADATA },
  cloud: { members: { provider: 'text', region: 'text', account: ACCOUNT } },
  api: { members: API },
  actor: { members: ACTOR },
  src_endpoint: { members: { ip: 'text', domain: 'text', name: 'text', uid: 'text' } },
  dst_endpoint: { members: { svc_name: 'text' } },
  http_request: { members: { user_agent: 'text' } },
  resources: {
    items: {
      members: {
        uid: 'text',
        type: 'text',
        labels: { items: 'text' },
        region: 'text',
        owner: { members: { account: ACCOUNT } },
      },
    },
  },
  unmapped: 'json',
};
