import type { Command } from 'commander';
import type { Output } from '#channels/terminal';

/** `jamie new ...`: what writes a working model of something into the sources. */
export function addNew(jamie: Command, output: Output): void {
  jamie
    .command('new')
    .description('begin something of your own from a working model')
    .command('connector <name>')
    .description('write a connector of the house shape, its test included, and say how to register it')
    .action(async (name: string) => {
      const { newConnector } = await import('./new-connector.ts');
      output.print(await newConnector(name));
    });
}
