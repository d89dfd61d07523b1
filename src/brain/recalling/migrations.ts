import type { Migration } from '#ground/store';

const memories = [
  `create table memories (
    turn_id text primary key references turns (id) on delete cascade,
    conversation_id text not null references conversations (id) on delete cascade,
    person_id text not null,
    at timestamptz not null,
    message text not null,
    answer text not null,
    names text not null,
    outcome text not null,
    skill text not null,
    importance real not null,
    words tsvector not null
  )`,
  `create index memories_of_person on memories (person_id, at desc)`,
  `create index memories_of_conversation on memories (conversation_id, at)`,
  `create index memories_by_word on memories using gin (words)`,
  `create table memories_to_place (
    turn_id text primary key references memories (turn_id) on delete cascade
  )`,
];

/** What is remembered of each turn. Vectors have a table of their own, made where the database can keep them. */
export const recallingMigration: Migration = { id: 'brain/0010-memories', statements: memories };
