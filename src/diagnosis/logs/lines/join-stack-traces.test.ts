import { describe, expect, it } from 'vitest';
import { joinStackTraces } from './join-stack-traces.ts';

const TRACES: Record<string, string> = {
  'Java, behind the line that was logged': `2024-01-01 10:00:00,123 ERROR [main] c.e.Shop: Cannot place order
java.lang.IllegalStateException: no stock
\tat c.e.Shop.place(Shop.java:42)
\tat c.e.Shop.main(Shop.java:7)
Caused by: java.sql.SQLException: gone
\tat c.e.Db.query(Db.java:9)
\t... 12 more
Suppressed: java.io.IOException: closed`,
  'Java, uncaught': `Exception in thread "main" java.lang.NullPointerException: x
\tat c.e.Shop.main(Shop.java:7)`,
  Python: `2024-01-01 10:00:00,123 ERROR shop: it broke
Traceback (most recent call last):
  File "/app/shop.py", line 3, in buy
    raise KeyError(item)
KeyError: 'book'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/shop.py", line 9, in <module>
    buy()
  File "/app/shop.py", line 5, in buy
    raise shop.errors.OutOfStock from e
shop.errors.OutOfStock`,
  Go: `panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x49]

goroutine 1 [running]:
main.(*Cart).Add(0x0, 0x1)
\t/app/main.go:12 +0x1d
main.main()
\t/app/main.go:7 +0x2a
created by net/http.(*Server).Serve in goroutine 1
\t/usr/lib/go/src/net/http/server.go:3285 +0x4b4
exit status 2`,
  Node: `/app/server.js:10
    throw new TypeError('x is not a function');
    ^

TypeError: x is not a function
    at Object.<anonymous> (/app/server.js:10:11)
    at node:internal/main/run_main_module:28:49 {
  code: 'ERR_X'
}

Node.js v24.1.0`,
  'Node, logged': `Error: connect ECONNREFUSED 127.0.0.1:5432
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1595:16) {
  errno: -111
}`,
  '.NET': `Unhandled exception. System.InvalidOperationException: bad
 ---> System.IO.IOException: worse
   at Shop.Db.Query() in /src/Db.cs:line 12
   --- End of inner exception stack trace ---
   at Shop.Program.Main(String[] args) in /src/Program.cs:line 7`,
  '.NET console logger': `fail: Microsoft.AspNetCore.Server.Kestrel[13]
      Connection id "0HM" request id "0HM:1": An unhandled exception was thrown
      System.NullReferenceException: Object reference not set
         at Shop.Startup.Run()`,
  Ruby: `app.rb:10:in 'buy': no stock (RuntimeError)
\tfrom app.rb:14:in 'block in <main>'
\tfrom app.rb:13:in 'each'`,
  Rust: `thread 'main' panicked at src/main.rs:2:5:
index out of bounds: the len is 3 but the index is 99
stack backtrace:
   0: rust_begin_unwind
             at /rustc/abc/library/std/src/panicking.rs:5:5
   1: shop::main
note: run with \`RUST_BACKTRACE=full\` for a verbose backtrace`,
};
const AFTER = ['2024-01-01 10:00:01,000 INFO [main] c.e.Shop: next', '{"level":"info","msg":"next"}'];

describe('joinStackTraces', () => {
  it.each(Object.entries(TRACES))('%s', (_, trace) => {
    for (const after of AFTER)
      expect([...joinStackTraces([...trace.split('\n'), after, after])]).toEqual([trace, after, after]);
  });

  it.each(Object.entries(TRACES))('%s, twice in a row', (_, trace) => {
    const lines = [AFTER[1] ?? '', ...trace.split('\n'), AFTER[0] ?? '', ...trace.split('\n')];
    const joined = [...joinStackTraces(lines)].join('\n').replace(/\n+/g, '\n');
    expect(joined).toBe(lines.join('\n').replace(/\n+/g, '\n'));
    expect([...joinStackTraces(lines)]).toHaveLength(4);
  });

  it('joins a trace whose every line has a time in front', () => {
    const lines = ['Error: x', '    at f (a.js:1:2)', '    at g (a.js:3:4)'].map(
      (line, at) => `2024-01-01T10:00:0${at}.000Z stderr F ${line}`,
    );
    expect([...joinStackTraces([...lines, '2024-01-01T10:00:09Z stdout F next'])]).toEqual([
      lines.join('\n'),
      '2024-01-01T10:00:09Z stdout F next',
    ]);
  });

  it('leaves plain lines alone', () => {
    const lines = [
      'Error: one',
      'Error: two',
      'GET /',
      'listening on 80',
      'done: 3',
      '10.0.0.1 - - [x] "GET /"',
    ];
    expect([...joinStackTraces(lines)]).toEqual(lines);
  });

  it('ends an entry that grows without end', () => {
    const entries = [...joinStackTraces(['x', ...Array.from({ length: 2500 }, () => '  at y')])];
    expect(entries.map((entry) => entry.split('\n').length)).toEqual([1000, 1000, 501]);
  });
});
