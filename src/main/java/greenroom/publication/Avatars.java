package greenroom.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.privacy.DerivedKeys;
import greenroom.privacy.DerivedKeys.Use;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/**
 * Names the picture of a shown name on a site. Who wrote under that name has no part in it: else a guessed email, posted
 * under, would be confirmed by its picture.
 */
@Component
class Avatars {
    private static final int BYTES = 16;

    private final DerivedKeys keys;

    Avatars(DerivedKeys keys) {
        this.keys = keys;
    }

    String path(String site, String name) {
        return "/avatars/" + id(site, name) + ".svg";
    }

    /** 32 hexadecimal digits. */
    private String id(String site, String name) {
        var mac = keys.mac(Use.AVATAR, site.getBytes(UTF_8), name.getBytes(UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(mac, BYTES));
    }
}
