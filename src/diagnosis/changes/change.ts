/** Something that people or machines altered: a deployment, a setting, a flag, a scaling. */
export interface ChangeEvent {
  id: string;
  node: string;
  /** Milliseconds since 1970: when it took effect. */
  at: number;
  /** One line for people: "deployed checkout 1.4.2". */
  says: string;
}
