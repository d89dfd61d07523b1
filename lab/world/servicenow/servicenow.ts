import type { Incident } from '../pagerduty/incidents.ts';
import type { Company } from '../systems/company.ts';
import type { Answerer, HttpAnswer } from '../systems/http.ts';
import { selectRows } from './encoded-query.ts';
import { rowsOf } from './records.ts';
import type { Field, Row, TableName } from './records.ts';

const failure = (status: number, message: string, detail: string | null): HttpAnswer => ({
  status,
  body: { error: { message, detail }, status: 'failure' },
});

const isTable = (name: string): name is TableName => ['incident', 'change_request', 'problem'].includes(name);

/** A row as `sysparm_display_value` and `sysparm_fields` want it. */
function presented(row: Row, params: URLSearchParams): Record<string, unknown> {
  const mode = params.get('sysparm_display_value') ?? 'false';
  const wanted = (params.get('sysparm_fields') ?? '').split(',').filter(Boolean);
  const shape = (field: Field): unknown =>
    mode === 'all' ? field : mode === 'true' ? field.display_value : field.value;
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => wanted.length === 0 || wanted.includes(name))
      .map(([name, field]) => [name, shape(field)]),
  );
}

function listed(rows: readonly Row[], params: URLSearchParams): HttpAnswer {
  const found = selectRows(rows, params.get('sysparm_query') ?? '');
  const offset = Number(params.get('sysparm_offset') ?? 0);
  const limit = Number(params.get('sysparm_limit') ?? 10_000);
  return {
    status: 200,
    headers: { 'x-total-count': String(found.length) },
    body: { result: found.slice(offset, offset + limit).map((row) => presented(row, params)) },
  };
}

function one(rows: readonly Row[], id: string, params: URLSearchParams): HttpAnswer {
  const row = rows.find(({ sys_id: own }) => own?.value === id);
  if (!row)
    return failure(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval");
  return { status: 200, body: { result: presented(row, params) } };
}

/** ServiceNow's Table API, read only: whoever gives a name and a password may read. */
export function createServiceNow(company: Company, incidents: () => Incident[]): Answerer {
  return ({ path, params, headers, method }) => {
    if (!/^Basic \S+$/.test(headers['authorization'] ?? ''))
      return failure(401, 'User Not Authenticated', 'Required to provide Auth information');
    const [, table, id] = /^\/api\/now\/(?:v\d\/)?table\/(\w+)(?:\/(\w+))?\/?$/.exec(path) ?? [];
    if (table === undefined)
      return failure(400, `Requested URI does not represent any resource: ${path}`, null);
    if (!isTable(table)) return failure(400, `Invalid table ${table}`, null);
    if (method !== 'GET')
      return failure(403, 'Operation Failed', 'ACL Exception Insert Failed due to security constraints');
    company.catchUp();
    const rows = rowsOf(table, company, incidents());
    return id === undefined ? listed(rows, params) : one(rows, id, params);
  };
}
