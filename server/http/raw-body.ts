// Routes whose body is a file, taken as it comes. They live apart, so that no other route accepts one.
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { App } from "./route-context.ts";

export function takeRaw(
  app: App,
  contentType: RegExp,
  maxBytes: number,
  routes: (app: App) => void,
): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      contentType,
      { parseAs: "buffer", bodyLimit: maxBytes },
      (_request, body, parsed) => parsed(null, body),
    );
    routes(scope.withTypeProvider<ZodTypeProvider>());
    done();
  });
}
