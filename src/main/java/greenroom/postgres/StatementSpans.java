package greenroom.postgres;

import greenroom.tracing.Traced;
import greenroom.tracing.Tracing;
import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import io.r2dbc.spi.ConnectionFactory;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Makes a span of each statement that belongs to something traced. Only the text of a statement is told, no values. */
final class StatementSpans implements ProxyExecutionListener {
    private final Tracing tracing;

    private StatementSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** The same connections, watched; where nothing is ever traced, the very same. */
    static ConnectionFactory watching(ConnectionFactory driver, Tracing tracing) {
        return tracing.isOn()
                ? ProxyConnectionFactory.builder(driver)
                        .listener(new StatementSpans(tracing))
                        .build()
                : driver;
    }

    @Override
    public void beforeQuery(QueryExecutionInfo execution) {
        var around = execution.getValueStore().getOrDefault(ContextView.class, (ContextView) Context.empty());
        var traced = tracing.statement(around, text(execution));
        if (traced != null) {
            execution.getValueStore().put(Traced.class, traced);
        }
    }

    private static String text(QueryExecutionInfo execution) {
        var statements = execution.getQueries();
        return statements.isEmpty() ? "" : statements.get(0).getQuery();
    }

    @Override
    public void afterQuery(QueryExecutionInfo execution) {
        var traced = execution.getValueStore().get(Traced.class, Traced.class);
        if (traced == null) {
            return;
        }
        var failure = execution.getThrowable();
        if (failure == null) {
            traced.succeeded();
        } else {
            traced.failed(failure);
        }
    }
}
