import type { Migration } from '#ground/store';
import { preferringMigration } from '../preferring/migrations.ts';
import { recallingMigration } from '../recalling/migrations.ts';
import { receivedMigration } from '../received/migrations.ts';
import { knowledgeMigration } from '../knowledge/migrations.ts';
import { learningMigration } from '../learning/migrations.ts';
import { walkMigration } from '../walk/migrations.ts';

const conversations = [
  `create table conversations (
    id text primary key,
    person_id text not null,
    title text not null,
    started_at timestamptz not null,
    last_turn_at timestamptz not null,
    turns integer not null,
    focus text not null
  )`,
  `create index conversations_of_person on conversations (person_id, last_turn_at desc)`,
  `create table turns (
    id text primary key,
    conversation_id text not null references conversations (id) on delete cascade,
    message text not null,
    state text not null,
    started_at timestamptz not null,
    said text
  )`,
  `create index turns_of_conversation on turns (conversation_id, started_at desc)`,
  `create index turns_running on turns (conversation_id) where state = 'running'`,
  `create table turn_events (
    conversation_id text not null references conversations (id) on delete cascade,
    seq integer not null,
    turn_id text not null,
    body text not null,
    primary key (conversation_id, seq)
  )`,
  `create table knowledge_gaps (
    id text primary key,
    at timestamptz not null,
    message text not null,
    outcome text not null,
    detail text not null
  )`,
  `create index knowledge_gaps_by_time on knowledge_gaps (at desc)`,
];

const requests = [
  `alter table turns add column request_key text`,
  `create index turns_of_request on turns (request_key) where request_key is not null`,
];

/** The conversation room's tables, in the order to apply. */
export const brainMigrations: Migration[] = [
  { id: 'brain/0001-conversations', statements: conversations },
  { id: 'brain/0002-requests', statements: requests },
  walkMigration,
  receivedMigration,
  recallingMigration,
  preferringMigration,
  knowledgeMigration,
  learningMigration,
];
