package greenroom.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.privacy.DerivedKeys.Use;
import greenroom.web.Client;
import greenroom.web.ClientDigest;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Names clients in the log: enough to see that two lines speak of the same one, and nothing more. */
@Component
final class ClientNames implements ClientDigest {
    private static final int BYTES = 6;

    private final DerivedKeys keys;

    ClientNames(DerivedKeys keys) {
        this.keys = keys;
    }

    @Override
    public String of(Client client) {
        return HexFormat.of()
                .formatHex(keys.mac(Use.CLIENT_HASH, client.network().getBytes(UTF_8)), 0, BYTES);
    }
}
