import { asUnavailable } from '#ground/store';

type Verbs = Record<string, (...given: never[]) => Promise<unknown>>;

/** The same verbs, which say so when the database is out of reach. */
export function sayingSo<Store extends Verbs>(store: Store): Store {
  const said = Object.entries(store).map(([name, verb]) => [
    name,
    (...given: never[]) =>
      verb(...given).catch((error: unknown) => {
        throw asUnavailable(error);
      }),
  ]);
  return Object.fromEntries(said) as Store;
}
