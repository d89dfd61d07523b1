/** What something wrong does to the signals of one application while it lasts. */
export interface SignalEffect {
  /** Share of requests that fail on top of the usual. */
  errors?: number;
  /** Response times are so many times the usual. */
  latency?: number;
  /** Requests come so many times as often. */
  traffic?: number;
  /** CPU for the same work is so many times the usual. */
  cpu?: number;
  /** Memory climbs to so many bytes. */
  memory?: number;
  /** Share of the connection pool that is taken. */
  pool?: number;
  /** Calls to datastores for each request are so many times the usual. */
  queries?: number;
  /** Calls to everything it depends on are so many times the usual for each request, as when it tries again. */
  calls?: number;
  /** So many entries wait in its queue. */
  queue?: number;
  /** Seconds that looking up a name adds to each call. */
  lookup?: number;
  /** Share of CPU periods in which it was held back. */
  throttled?: number;
  /** What it writes of the requests that it fails. */
  says?: string;
  /** What callers are told instead of an answer: nobody gets through to it. */
  refuses?: string;
}
