import { afterAll, beforeAll, describe, vi, expect } from 'vitest';
import { openConnector } from '../contract/connector-memory.ts';
import { kubeconfigOf } from '../contract/contract-server.ts';
import type { ContractServer } from '../contract/contract-server.ts';
import { deployment, service } from '../contract/manifests.ts';
import { faultsAnswered, lostNodeAnswered, nothingAnswered } from './answers.ts';
import { BREAKAGES } from './breakages.ts';
import { faultsFound, lostNodeFound, nothingFound } from './findings.ts';
import { openJamie } from './open-jamie.ts';
import { followUp, place, readyPods } from './stage.ts';
import type { Stage } from './stage.ts';

/** Breaks a cluster for real, one fault a namespace, and asks the whole product about it. */
export function scenarios(name: string, start: () => Promise<ContractServer>): void {
  describe(`scenarios on ${name}`, () => {
    let running: Stage | undefined;
    const stage = () => {
      if (!running) throw new Error('The stage is not set.');
      return running;
    };

    beforeAll(async () => {
      const server = await start();
      const kubeconfig = kubeconfigOf({ cluster: server.admin });
      const connector = openConnector(kubeconfig);
      running = { server, connector, jamie: await openJamie(kubeconfig) };
      await connector.ready(20_000);
      await place(running, 'healthy', [
        ['apps/v1/deployments', deployment('web', { replicas: 3 })],
        ['v1/services', service('web')],
      ]);
      await vi.waitFor(() => expect(readyPods(stage(), 'healthy')).toBe(3), { timeout: 30_000 });
    }, 120_000);
    afterAll(async () => {
      await running?.jamie.close();
      await running?.connector.close();
      await running?.server.stop();
    });

    describe('healthy', () => {
      nothingFound(stage);
      nothingAnswered(stage);
    });

    describe('broken', () => {
      beforeAll(async () => {
        for (const breakage of BREAKAGES) await place(stage(), breakage.id, breakage.objects);
        await vi.waitFor(() => expect(readyPods(stage(), 'bad-rollout')).toBe(3), { timeout: 30_000 });
        for (const breakage of BREAKAGES) await followUp(stage(), breakage);
      }, 60_000);
      faultsFound(stage);
      faultsAnswered(stage);
      lostNodeFound(stage);
      lostNodeAnswered(stage);
    });
  });
}
