/** What an operator sees and works: actuator, numbers, the dashboard's queries, the alerts. */
@NullMarked
package greenroom.operation;

import org.jspecify.annotations.NullMarked;
