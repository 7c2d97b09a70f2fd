import { useQuery } from '@tanstack/react-query';
import { useStudio } from '../../../app/studio-context.tsx';
import { GraphFailure } from '../../../graph/graph-client.ts';
import { BuildUsageDocument } from '../../../graph/operations.ts';

/** The embedded usage engine ends when it is idle, and may miss the first deadline. */
const retries = 3;
const retryDelayMs = 2_000;

/** What gateways have counted of an app. */
export function useUsage(clientId: string, days: number) {
  const { run, actor } = useStudio();
  return useQuery({
    queryKey: [actor, BuildUsageDocument.toString(), clientId, days],
    queryFn: async () => {
      const answer = await run(BuildUsageDocument, { clientId, days });
      const [error] = answer.errors;
      if (error !== undefined) throw new GraphFailure(error);
      return answer;
    },
    retry: retries,
    retryDelay: retryDelayMs,
  });
}
