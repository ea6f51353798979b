package greenroom.journey;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** Notes what Netty's leak detection reports; how closely that looks is set where the tests are started. */
final class Leaks {
    private static final String NAME = "leaks";
    private static final Found found = new Found();

    private Leaks() {}

    static void watch() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var logger = context.getLogger(ResourceLeakDetector.class);
            if (logger.getAppender(NAME) == null) {
                attach(logger, context);
            }
        }
    }

    private static void attach(Logger logger, LoggerContext context) {
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                var message = event.getFormattedMessage();
                if (message.contains("LEAK:") && !isOfATestsClient(message)) {
                    found.add(message);
                }
            }
        };
        appender.setName(NAME);
        appender.setContext(context);
        appender.start();
        logger.addAppender(appender);
    }

    /** A test that asks for no more than the status leaves the body to its own client. */
    private static boolean isOfATestsClient(String message) {
        return message.contains("HttpClientCodec");
    }

    static List<String> taken(Predicate<String> fits) {
        return found.taken(fits);
    }
}
