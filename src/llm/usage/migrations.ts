import type { Migration } from '#ground/store';

/** The tables of what models were asked and what it cost. */
export const llmMigrations: Migration[] = [
  {
    id: 'llm/0001-calls',
    statements: [
      `create table model_calls (
        id text primary key, at timestamptz not null, day text not null, model text not null, task text not null,
        person_id text not null, team_id text, input integer not null, output integer not null, cached integer not null,
        dollars double precision not null, first_token_ms integer, total_ms integer, outcome text not null)`,
      `create index model_calls_by_day on model_calls (day, person_id)`,
    ],
  },
];
