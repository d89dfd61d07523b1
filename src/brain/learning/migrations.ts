import type { Migration } from '#ground/store';

/** Where answers, what people said of them, and how they want to be talked to are kept. Whoever deletes a conversation deletes these with it. */
export const learningMigration: Migration = {
  id: 'brain/learning-0001',
  statements: [
    `create table answers (
      turn_id text primary key,
      conversation_id text not null references conversations (id) on delete cascade,
      person_id text not null,
      channel text not null,
      at timestamptz not null,
      message text not null,
      question_key text not null,
      skill text not null,
      outcome text not null,
      severity text,
      reasoner text not null,
      prompt text,
      arm text,
      total_ms integer not null,
      cost_usd double precision not null
    )`,
    `create index answers_by_time on answers (at)`,
    `create index answers_of_conversation on answers (conversation_id, at desc)`,
    `create table ratings (
      turn_id text not null references answers (turn_id) on delete cascade,
      person_id text not null,
      at timestamptz not null,
      rating text not null,
      primary key (turn_id, person_id)
    )`,
    `create table corrections (
      id text primary key,
      turn_id text not null references answers (turn_id) on delete cascade,
      person_id text not null,
      person_name text,
      at timestamptz not null,
      question_key text not null,
      text text not null
    )`,
    `create index corrections_of_question on corrections (question_key, at desc)`,
    `create table personality_dials (
      person_id text not null,
      channel text not null,
      dial text not null,
      primary key (person_id, channel)
    )`,
  ],
};
