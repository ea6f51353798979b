package greenroom.page;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Pictures of pages for people to look at, in {@code target/screenshots}, for who runs the tests with {@code -Dscreenshots}. */
final class Pictures {
    private static final boolean WANTED = System.getProperty("screenshots") != null;

    private Pictures() {}

    static void take(Page page, String name) {
        if (WANTED) {
            var file = name.replaceAll("[^A-Za-z0-9-]+", "_") + ".png";
            page.screenshot(
                    new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "screenshots", file)));
        }
    }
}
