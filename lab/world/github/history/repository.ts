import type { Person } from '../../company/people.ts';

/** What a commit did to a file. */
export interface FileChange {
  filename: string;
  status: 'added' | 'modified' | 'removed';
  additions: number;
  deletions: number;
  patch: string;
}

/** A commit on the main branch. */
export interface Commit {
  sha: string;
  parent?: string;
  author: Person;
  at: number;
  message: string;
  files: FileChange[];
  pull: Pull;
}

/** A pull request; nothing reaches the main branch without one. */
export interface Pull {
  number: number;
  title: string;
  body: string;
  author: Person;
  reviewer: Person;
  createdAt: number;
  mergedAt?: number;
  /** Whether somebody else approved it. */
  approved: boolean;
  branch: string;
  headSha: string;
  mergeSha?: string;
  files: FileChange[];
}

/** A version that was tagged. */
export interface Tag {
  name: string;
  sha: string;
  at: number;
  version: string;
  author: Person;
  title: string;
  /** Its image was pushed and its release published. */
  published: boolean;
}

export interface Repository {
  name: string;
  description: string;
  language: string;
  team: string;
  /** Oldest first. */
  commits: Commit[];
  /** Newest first. */
  pulls: Pull[];
  /** Newest first. */
  tags: Tag[];
}

export const OWNER = 'harbour';
export const MAIN = 'main';
