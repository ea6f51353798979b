package greenroom.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The query parameters of one request, read strictly: what makes no sense is 400 {@code bad-parameter}. */
public final class Parameters {
    private static final int DEFAULT_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 100;

    private final ServerWebExchange exchange;

    private Parameters(ServerWebExchange exchange) {
        this.exchange = exchange;
    }

    public static Parameters of(ServerWebExchange exchange) {
        return new Parameters(exchange);
    }

    /** The parameter as sent, or null when it is absent or empty. */
    public @Nullable String text(String name) {
        var value = exchange.getRequest().getQueryParams().getFirst(name);
        return value == null || value.isEmpty() ? null : value;
    }

    public String required(String name) {
        var value = text(name);
        if (value == null) {
            throw Problem.badParameter("The parameter \"" + name + "\" is missing.")
                    .thrown();
        }
        return value;
    }

    /** All values of a parameter that may come several times. */
    public List<String> all(String name) {
        return exchange.getRequest().getQueryParams().getOrDefault(name, List.of()).stream()
                .map(value -> value == null ? "" : value)
                .toList();
    }

    /** The size of a page, 1 to 100, by default 50. */
    public int limit() {
        return number("limit", 1, HIGHEST_LIMIT).orElse(DEFAULT_LIMIT);
    }

    public Optional<Integer> number(String name, int lowest, int highest) {
        return Optional.ofNullable(exchange.getRequest().getQueryParams().getFirst(name))
                .map(text -> wholeNumber(name, text, lowest, highest));
    }

    private static int wholeNumber(String name, String text, int lowest, int highest) {
        if (text.matches("[0-9]{1,9}")) {
            var number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        }
        throw Problem.badParameter(
                        "The parameter \"" + name + "\" must be a whole number from " + lowest + " to " + highest + ".")
                .thrown();
    }

    /** One of an enum's constants, written in lower case. */
    public <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return Optional.ofNullable(text(name)).map(value -> constant(name, value, type));
    }

    private static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        throw Problem.badParameter("The parameter \"" + name + "\" has a value that is not one of those allowed.")
                .thrown();
    }

    public @Nullable UUID id(String name) {
        var value = text(name);
        return value == null ? null : parsed(name, value, Parameters::uuid);
    }

    private static <T> T parsed(String name, String value, Function<String, Optional<T>> parse) {
        return parse.apply(value)
                .orElseThrow(() -> Problem.badParameter("The parameter \"" + name + "\" is no id.")
                        .thrown());
    }

    /** A UUID in its canonical form, or empty: {@code UUID.fromString} takes much that is none. */
    public static Optional<UUID> uuid(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            var id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
