import { IncomingMessage, ServerResponse, type ServerOptions } from 'node:http'
import type { Express } from 'express'

/**
 * Classes for the requests and responses of a server, which become what `app` takes its prototypes from. Express replaces the prototypes of
 * all others; V8 then gives each of those objects a hidden class of its own, with which no access to a property is ever a fast one.
 */
export const messagesOf = (app: Express): Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'> => {
  class AppRequest extends IncomingMessage {}
  class AppResponse<Request extends IncomingMessage> extends ServerResponse<Request> {}
  app.request = Object.setPrototypeOf(AppRequest.prototype, app.request) as Express['request']
  app.response = Object.setPrototypeOf(AppResponse.prototype, app.response) as Express['response']
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse }
}
