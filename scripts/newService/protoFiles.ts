import type { Names } from './names'

const resource = ({ service, resource, Resource, snake, plural }: Names): string => `syntax = "proto3";

package rapport.${service}.v1;

import "buf/validate/validate.proto";
import "google/api/annotations.proto";
import "google/protobuf/timestamp.proto";
import "rapport/options/v1/options.proto";

// The rpcs of the resource ${snake.replaceAll('_', ' ')}.
service ${Resource}Service {
  // Reads one ${snake.replaceAll('_', ' ')}.
  rpc Get${Resource}(Get${Resource}Request) returns (${Resource}) {
    option (google.api.http) = {get: "/v1/${plural}/{id}"};
    option (rapport.options.v1.access).permission = "${service}.${resource}.read";
    option idempotency_level = NO_SIDE_EFFECTS;
  }
}

// The resource ${snake.replaceAll('_', ' ')}.
message ${Resource} {
  string id = 1;
  string name = 2;
  int32 version = 3;
  google.protobuf.Timestamp created_at = 4;
}

message Get${Resource}Request {
  string id = 1 [(buf.validate.field).string.uuid = true];
}
`

const events = ({ service, resource, Resource }: Names): string => `syntax = "proto3";

package rapport.${service}.v1;

import "rapport/options/v1/options.proto";

// A record was created.
message ${Resource}Created {
  option (rapport.options.v1.event) = {
    type: "${service}.${resource}.created.v1"
    permission: "${service}.${resource}.read"
  };
  string id = 1;
}
`

/** The contract of a new service: path in the project -> content. */
export const protoFiles = (names: Names): Record<string, string> => ({
  [`proto/rapport/${names.service}/v1/${names.snake}.proto`]: resource(names),
  [`proto/rapport/${names.service}/v1/events.proto`]: events(names),
})
