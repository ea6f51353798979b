/** What stands in {@code k8s/}, rendered and held against Kubernetes' own schemas and our rules. */
@NullMarked
package greenroom.cluster;

import org.jspecify.annotations.NullMarked;
